-- Names and addresses enter the trail as references, made with a key of the person. Whoever deletes
-- the key and the values leaves entries that name nobody, and a chain that is as it was.

-- CreateTable
CREATE TABLE "person_key" (
    "user_id" UUID NOT NULL,
    "key" BYTEA NOT NULL,

    CONSTRAINT "person_key_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "personal_value" (
    "reference" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "personal_value_pkey" PRIMARY KEY ("reference")
);

-- CreateIndex
CREATE INDEX "personal_value_user_id_idx" ON "personal_value"("user_id");

-- AddForeignKey
ALTER TABLE "person_key" ADD CONSTRAINT "person_key_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "personal_value" ADD CONSTRAINT "personal_value_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "person_key"("user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The number tells erased people apart; it is given when they are erased.
ALTER TABLE "user"
  ADD COLUMN "erased_at" TIMESTAMPTZ(3),
  ADD COLUMN "erased_number" INTEGER;

CREATE UNIQUE INDEX "user_erased_number_key" ON "user"("erased_number");

ALTER TABLE "user"
  ADD CONSTRAINT user_erased CHECK (
    erased_at IS NULL AND erased_number IS NULL
    OR erased_number IS NOT NULL AND disabled_at IS NOT NULL AND password_hash IS NULL);

ALTER TABLE person_key ADD CONSTRAINT person_key_length CHECK (length(key) = 32);

-- What an entry has in place of a name or an address: the person, and SHA-256 of their key and the
-- value. The same value of a person has the same reference. Without the key nobody can find a value
-- by trying. What an erased person is called is personal no more.
CREATE FUNCTION personal_reference(person uuid, content text) RETURNS text
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  secret bytea;
  made text;
BEGIN
  IF content IS NULL OR EXISTS (
    SELECT FROM "user" u WHERE u.id = person AND u.erased_at IS NOT NULL
  ) THEN
    RETURN content;
  END IF;
  -- Two random ids have 244 random bits.
  INSERT INTO person_key (user_id, key)
  VALUES (person, decode(replace(gen_random_uuid() || '' || gen_random_uuid(), '-', ''), 'hex'))
  ON CONFLICT DO NOTHING;
  SELECT k.key INTO secret FROM person_key k WHERE k.user_id = person;
  made := 'person:' || person || ':'
    || encode(sha256(secret || convert_to(content, 'UTF8')), 'hex');
  INSERT INTO personal_value (reference, user_id, value) VALUES (made, person, content)
  ON CONFLICT DO NOTHING;
  RETURN made;
END;
$$;
