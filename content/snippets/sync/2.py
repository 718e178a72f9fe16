import json
from urllib.error import HTTPError
from urllib.request import Request, urlopen


def fetch(etag=""):
    """Return (etag, entries); entries is None while nothing changed."""
    request = Request("https://site.example/api/v1/catalogue.json", headers={"If-None-Match": etag})
    try:
        with urlopen(request) as answer:
            return answer.headers["ETag"], json.load(answer)["results"]
    except HTTPError as error:
        if error.code != 304:
            raise
        return etag, None


etag, entries = fetch()
print(len(entries), "entries")
etag, entries = fetch(etag)
print("nothing changed" if entries is None else "changed")
