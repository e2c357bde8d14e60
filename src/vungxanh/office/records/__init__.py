"""What the office stores. Models are written through `store` only, read through `queries`."""
