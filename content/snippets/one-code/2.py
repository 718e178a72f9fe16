import json
from urllib.request import urlopen

with urlopen("https://site.example/api/v1/codes/306") as answer:
    entry = json.load(answer)
print(entry["name"], "-", entry["retry"]["advice"])
