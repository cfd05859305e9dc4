-- A list of the schema may be empty, but is never null. Prisma does not tell PostgreSQL so.
ALTER TABLE api_token ALTER COLUMN permissions SET NOT NULL;
ALTER TABLE sync_part ALTER COLUMN centre_ids SET NOT NULL;
