// First painting
// The camera, painted; change the name of the painter, and turn the knob between the picture and the painting.
// painters

// A painter is a link like any other. Here is one of twenty-six: 'starry-night', 'the-scream', 'udnie', 'tree-of-life' …
camera().style('great-wave', knob('paint', 1)).out()
