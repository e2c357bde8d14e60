"""Testing by area: how many people are tested, how many are positive, how long results take."""
