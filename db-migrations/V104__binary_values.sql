-- Values of config maps and secrets that are bytes and no text: JSON of key to base64, sealed. NULL: there are none.
ALTER TABLE configuration ADD COLUMN sealed_binary MEDIUMBLOB NULL;
