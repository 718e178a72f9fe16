// Copy buttons: each names the element whose text it copies, and says so when it has done it.
"use strict";
