import json
from urllib.parse import urlencode
from urllib.request import urlopen

query = urlencode({"q": "order price too far from the market", "http_status": [400, 500], "limit": 3}, doseq=True)
with urlopen(f"https://site.example/api/v1/codes?{query}") as answer:
    for entry in json.load(answer)["results"]:
        print(entry["code"], entry["name"], entry["match"]["score"])
