-- Webhooks: changes are sent to other systems, each signed, in the order of their day.
CREATE TABLE webhook (
  id UUID NOT NULL,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  events TEXT[],
  centre_ids TEXT[],
  secret TEXT NOT NULL,
  previous_secret TEXT,
  previous_until TIMESTAMPTZ(3),
  after_cursor TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  created_by_id UUID NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  stopped_at TIMESTAMPTZ(3),
  stopped_by TEXT,
  CONSTRAINT webhook_pkey PRIMARY KEY (id),
  CONSTRAINT webhook_previous CHECK ((previous_secret IS NULL) = (previous_until IS NULL)),
  CONSTRAINT webhook_stopped CHECK ((stopped_at IS NULL) = (stopped_by IS NULL)),
  CONSTRAINT webhook_stopped_by CHECK (stopped_by IN ('gone', 'administrator'))
);
ALTER TABLE webhook ALTER COLUMN events SET NOT NULL, ALTER COLUMN centre_ids SET NOT NULL;

CREATE TABLE webhook_delivery (
  id UUID NOT NULL,
  webhook_id UUID NOT NULL,
  serial BIGSERIAL NOT NULL,
  event TEXT NOT NULL,
  centre_id TEXT COLLATE "C",
  business_date TEXT COLLATE "C",
  body TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending',
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  give_up_at TIMESTAMPTZ(3) NOT NULL,
  created_at TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ended_at TIMESTAMPTZ(3),
  status INTEGER,
  failure TEXT,
  response TEXT,
  CONSTRAINT webhook_delivery_pkey PRIMARY KEY (id),
  CONSTRAINT webhook_delivery_state CHECK (state IN ('pending', 'delivered', 'failed')),
  CONSTRAINT webhook_delivery_ended CHECK ((state = 'pending') = (ended_at IS NULL)),
  CONSTRAINT webhook_delivery_webhook_id_fkey FOREIGN KEY (webhook_id)
    REFERENCES webhook (id) ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX webhook_delivery_webhook_id_serial_idx ON webhook_delivery (webhook_id, serial);
-- What is due, and what has to go before it: few beside what was delivered.
CREATE INDEX webhook_delivery_due ON webhook_delivery (webhook_id, next_at)
  WHERE state = 'pending';
CREATE INDEX webhook_delivery_of_day
  ON webhook_delivery (webhook_id, centre_id, business_date, serial) WHERE state = 'pending';
CREATE INDEX webhook_delivery_ended_at ON webhook_delivery (ended_at) WHERE state <> 'pending';
