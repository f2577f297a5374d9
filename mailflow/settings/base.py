"""What all tables of the configuration share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Form(BaseModel):
    """Base of all tables of the configuration: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)
