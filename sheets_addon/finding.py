"""What one check of ``planerka doctor`` has found."""

from dataclasses import dataclass, field
from typing import Any

from core.i18n import Language, T


@dataclass(frozen=True)
class Finding:
    fine: bool
    sentence: T
    values: dict[str, Any] = field(default_factory=dict)

    def message(self, language: Language) -> str:
        return self.sentence.say(language, **self.values)
