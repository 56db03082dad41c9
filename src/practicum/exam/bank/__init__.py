"""The item bank: any folder with `items/*.toml`, or `items/*.toml.age` where it is encrypted at rest.

`item` says what an item is, `keys` what a key of each kind looks like, `read` takes a bank in, `seal`
encrypts it, `status` holds who may move an item to another status, `check` finds what makes a bank unfit.
"""
