"""Half precision in training, where it saves time."""

from __future__ import annotations

import torch

_FAST = ("avx512_bf16", "amx_bf16")


def half_where_fast(wanted: bool = True) -> torch.autocast:
    """A context in which products are bfloat16, if `wanted` and the processor has such numbers.

    One that must emulate them takes twenty times as long as with float32.
    """
    able = torch.cpu.get_capabilities()
    fast = any(able.get(name, False) for name in _FAST)
    return torch.autocast("cpu", torch.bfloat16, enabled=wanted and fast)
