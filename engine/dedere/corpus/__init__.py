"""Record and law, loaded: how they are packed and kept, what things are called, how sentences are filled."""
