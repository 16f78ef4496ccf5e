// A module of its own, because a package in a folder that begins with a dot has no import path.
module look

go 1.26
