"""What the demo says when it serves: where to click, as whom, and what to try."""

from hub.settings import Settings

WELCOME = """
Samrum is open: {address}

Everybody in Furuvalla is made up, and you can be any of them. Choose "Logga in" and pick a name.
A walk that shows the whole idea, around Ture, 10 years old. Log out between the steps.

  1. Rebecka Thorell, psychologist at BUP (choose her assignment after the login)
     opens Ture's room. The school has written about him, but she sees nothing of it: nobody has said yes.
  2. Helena Sandell and Mattias Brodin, Ture's mother and father
     find the school's question under "Vem får se vad", and each says yes.
  3. Rebecka opens the room again, and reads. Her reading is written down before she sees a word.
  4. Helena sees under "Vem har läst" that BUP has read. Then she stops sharing, under "Vem får se vad".
  5. Rebecka tries to read again: the text is closed to her, and she isn't told who closed it.
  6. Åsa Lindgård, counsellor at the school (kurator, elevhälsan), still reads what she wrote herself.
  7. Yvonne Tegner, auditor (granskare), finds every step in the ledger, checks the proof of a row,
     and takes a checkpoint home.

More to look at: Tove (the whole story, from the first worry to the follow-up: Karin and Jonas Almgren),
Linnea (16, decides with her parents), Samir (alone here, with a god man), Maja (protected), Wilma (in care).

Nothing leaves the demo: mail and text messages that would have been sent lie at {address}/demo-post

Data is kept in {data}. Ctrl-C stops it; the next start goes on where you were.
"""


def welcome(settings: Settings) -> str:
    """The words for these settings."""
    return WELCOME.format(address=settings.public_url, data=settings.data)
