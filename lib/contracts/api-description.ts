/** GET /api/openapi.json and /api/asyncapi.json: their form is that of their own specification. */
import { z } from "zod";

export const apiDescriptionSchema = z.record(z.string(), z.unknown());
