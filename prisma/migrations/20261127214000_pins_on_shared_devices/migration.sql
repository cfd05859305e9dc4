-- CreateTable
CREATE TABLE "shared_device" (
    "id" UUID NOT NULL,
    "centre_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "allowed_by_id" UUID NOT NULL,
    "allowed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "shared_device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "counter_pin" (
    "user_id" UUID NOT NULL,
    "centre_id" TEXT NOT NULL,
    "pin_hash" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "set_by_id" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "counter_pin_pkey" PRIMARY KEY ("user_id","centre_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "shared_device_token_hash_key" ON "shared_device"("token_hash");

-- CreateIndex
CREATE INDEX "shared_device_centre_id_idx" ON "shared_device"("centre_id");

-- AddForeignKey
ALTER TABLE "counter_pin" ADD CONSTRAINT "counter_pin_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE shared_device
  ADD CONSTRAINT shared_device_token_hash CHECK (token_hash ~ '^[0-9a-f]{64}$');

ALTER TABLE counter_pin
  ADD CONSTRAINT counter_pin_failures CHECK (failures >= 0),
  ADD CONSTRAINT counter_pin_version CHECK (version >= 1);

-- Centres sort by their bytes, as everywhere.
ALTER TABLE shared_device ALTER COLUMN centre_id TYPE TEXT COLLATE "C";
ALTER TABLE counter_pin ALTER COLUMN centre_id TYPE TEXT COLLATE "C";
