package io.github.mesosbuild.release;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.github.mesosbuild.files.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The schema for editors, for the tests of other packages. */
public final class RecipeSchemas {
    private RecipeSchemas() {}

    /** Returns what an editor would mark in a recipe. */
    public static List<String> objections(String yaml) throws IOException {
        try (InputStream in = RecipeReader.class.getResourceAsStream("recipe.schema.json")) {
            String schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                    .getSchema(schema)
                    .validate(Json.write(RecipeSections.asInEditors(yaml)), InputFormat.JSON)
                    .stream()
                    .map(ValidationMessage::getMessage)
                    .toList();
        }
    }
}
