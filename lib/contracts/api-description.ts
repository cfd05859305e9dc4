/** GET /api/openapi.json: a document of OpenAPI 3.1, whose form is its own specification's. */
import { z } from "zod";

export const apiDescriptionSchema = z.record(z.string(), z.unknown());
