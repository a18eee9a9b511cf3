// What readers begin with: the marker of the generation that they are shown, one a graph.
// The sink makes the same constraint of the same name; whichever comes first, the other finds it.
CREATE CONSTRAINT generation_projection IF NOT EXISTS FOR (n:Generation) REQUIRE n.projection IS UNIQUE;
