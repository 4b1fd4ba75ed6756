"""The cases of scenario files through the real application: `samrum scenarios --through-http FILE...`.

Each case gets a database, a key store and a ledger of its own, which are thrown away after it: never those
that DATABASE_URL names. People log in at the demo's identity provider, without sockets; what they ask goes
through the real routes; and the true reason is what the ledger says, not what the page tells.
"""

from hub.demo.scenarios_http.running import run

__all__ = ["run"]
