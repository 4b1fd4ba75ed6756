"""What the law allows: a pure function from a question and its facts to an answer with a reason."""
