curl -s --compressed https://site.example/api/v1/codes/306
