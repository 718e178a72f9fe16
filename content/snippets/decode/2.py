import json
from urllib.request import Request, urlopen

paste = '2026-11-23 06:00:01 ERROR {"id":7,"method":"private/create-order","code":306}'
request = Request(
    "https://site.example/api/v1/decode",
    data=json.dumps({"text": paste}).encode(),
    headers={"Content-Type": "application/json"},
)
with urlopen(request) as answer:
    for finding in json.load(answer)["findings"]:
        print(finding["count"], "x", finding["code"], finding["name"], finding["entry"]["url"])
