"""Discord commands and events, thin: read options, ask the assistant, hand the reply to the ui."""
