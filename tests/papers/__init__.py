"""Every paper in every language, drawn from fixed synthetic cases (``make papers OUT=dir``)."""
