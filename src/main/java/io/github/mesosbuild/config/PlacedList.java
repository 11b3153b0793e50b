package io.github.mesosbuild.config;

import java.util.ArrayList;
import java.util.List;

/** A list that knows where its items are in the file. */
final class PlacedList extends ArrayList<Object> {
    private static final long serialVersionUID = 1L;

    private final transient List<Place> places;

    /** @param places the place of each item that will be added */
    PlacedList(List<Place> places) {
        this.places = List.copyOf(places);
    }

    List<Place> places() {
        return places;
    }
}
