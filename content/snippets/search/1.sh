curl -sG https://site.example/api/v1/codes \
  --data-urlencode "q=order price too far from the market" \
  -d http_status=500 -d http_status=400 -d limit=3
