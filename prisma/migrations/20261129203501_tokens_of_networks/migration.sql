-- A token may be bound to networks, and its last use says from where it was.
ALTER TABLE "api_token" ADD COLUMN "networks" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "last_used_from" TEXT;

CREATE INDEX "api_token_created_at_idx" ON "api_token"("created_at");
