"""What is known of the exchange itself, as data: methods, fields and codes outside the source document."""
