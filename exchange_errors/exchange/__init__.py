"""What is known about the exchange itself, as data: methods, fields and codes outside the source document."""
