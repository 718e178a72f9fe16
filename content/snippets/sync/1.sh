# Fetches the catalogue when it changed, and keeps the ETag for the next time.
curl -s --compressed --etag-save codes.etag --etag-compare codes.etag \
  -o codes.json https://site.example/api/v1/catalogue.json
