"""`python -m hub.cli` is `samrum`."""

import sys

from hub.cli import main

sys.exit(main())
