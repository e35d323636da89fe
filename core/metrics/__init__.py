"""The mathematics, one family of figures a file. Arrays and typed frames in, numbers out."""
