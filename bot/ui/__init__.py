"""Replies as Discord messages: the only place that builds components."""
