"""The body on screen: drawn from cached layers, painted on with tools, looked at through a camera."""
