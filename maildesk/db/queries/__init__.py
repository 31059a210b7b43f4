"""What the screens read, one file per subject. Each gives at most a page by keyset; none counts rows or skips over them."""
