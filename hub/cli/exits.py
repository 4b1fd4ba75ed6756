"""What the exit codes of `samrum` mean, and how a subcommand stops with one of them and advice."""

OK = 0
FOUND_WRONG = 1
WRONG_USE = 2
UNREACHABLE = 3
INTERRUPTED = 130

EXITS = f"""exit codes:
  {OK}    all is well
  {FOUND_WRONG}    what was checked does not hold (scenarios, ledger verify, receipt verify, tour, doctor)
  {WRONG_USE}    wrong use or wrong settings; the message says what to do
  {UNREACHABLE}    a database can't be reached or may not be used; the message says why
  {INTERRUPTED}  stopped by Ctrl-C half way (a server that was stopped ends with 0)"""


class Stop(Exception):
    """The subcommand can't go on; `advice` says what to do about it."""

    def __init__(self, code: int, advice: str) -> None:
        super().__init__(advice)
        self.code = code
        self.advice = advice
