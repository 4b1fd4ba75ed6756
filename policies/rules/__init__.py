"""Every rule there is, by its id."""

from policies.rule import Rule
from policies.rules.always import ALWAYS
from policies.rules.covering import COVERING
from policies.rules.family import FAMILY
from policies.rules.grantors import GRANTING
from policies.rules.reading import READING
from policies.rules.saving import SAVING

RULES: dict[str, Rule] = {
    rule.id: rule for rule in (*READING, *COVERING, *GRANTING, *FAMILY, *SAVING, *ALWAYS)
}
