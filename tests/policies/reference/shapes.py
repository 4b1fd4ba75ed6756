"""The names of what the second reading is handed. It takes not even a type from the rules that it judges."""

from typing import Any

Act = Any
Answer = Any
Consent = Any
Facts = Any
Item = Any
Prevention = Any
Question = Any
Room = Any
