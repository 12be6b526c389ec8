-- CreateTable
CREATE TABLE "organisation" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "parent_id" TEXT,
    "pack_id" TEXT,
    "region" TEXT NOT NULL DEFAULT 'CN',
    "rehearsal" BOOLEAN NOT NULL DEFAULT false,
    "clock_offset_seconds" INTEGER NOT NULL DEFAULT 0,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "phone" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "person_id" TEXT NOT NULL,
    "login" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "disabled" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "membership_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_attempt" (
    "id" BIGSERIAL NOT NULL,
    "login" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker" (
    "person_id" TEXT NOT NULL,
    "employer_id" TEXT,
    "station_id" TEXT,
    "birth_date" TEXT NOT NULL,
    "labour_contract_on" TEXT,
    "first_day_in_post" TEXT,
    "education" INTEGER NOT NULL DEFAULT 0,
    "social_work_degree" BOOLEAN NOT NULL DEFAULT false,
    "certificate_on" TEXT,
    "training_hours" INTEGER NOT NULL DEFAULT 0,
    "certification_id" TEXT,

    CONSTRAINT "worker_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "process" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "pack_id" TEXT NOT NULL,
    "pack_version" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "cycle_id" TEXT,
    "stage" TEXT NOT NULL,
    "waits_for" TEXT NOT NULL,
    "waiting_for_id" TEXT,
    "stage_since" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "ended" BOOLEAN NOT NULL DEFAULT false,
    "broken" TEXT,
    "state" JSONB NOT NULL,
    "last_event_hash" TEXT NOT NULL,
    "clock_id" TEXT,
    "next_due_at" TIMESTAMPTZ(3),
    "next_due" TEXT,
    "next_due_label" TEXT,
    "overdue_since" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "process_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "process_party" (
    "process_id" TEXT NOT NULL,
    "function" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,

    CONSTRAINT "process_party_pkey" PRIMARY KEY ("process_id","function")
);

-- CreateTable
CREATE TABLE "event" (
    "process_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "command_id" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "person_id" TEXT,
    "organisation_id" TEXT,
    "on_day" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("process_id","revision")
);

-- CreateTable
CREATE TABLE "duty" (
    "process_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "slot" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "rule_id" TEXT,
    "basis" JSONB,
    "binding" TEXT,
    "default_id" TEXT,
    "owes" TEXT NOT NULL,
    "owes_id" TEXT,
    "owed_to" TEXT[],
    "command" TEXT,
    "status" TEXT NOT NULL,
    "trigger_event" TEXT,
    "trigger_date" TEXT,
    "strict" TEXT,
    "due" TEXT,
    "safe" TEXT,
    "provisional" BOOLEAN NOT NULL DEFAULT false,
    "calendar_version" TEXT,
    "trace" JSONB,
    "met_on" TEXT,
    "falls_due_at" TIMESTAMPTZ(3),
    "fell_due_on" TEXT,
    "opened_on" TEXT NOT NULL,

    CONSTRAINT "duty_pkey" PRIMARY KEY ("process_id","key")
);

-- CreateTable
CREATE TABLE "command" (
    "id" TEXT NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "process_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "body_hash" TEXT NOT NULL,
    "idempotency_key" TEXT,
    "person_id" TEXT,
    "organisation_id" TEXT,
    "role" TEXT NOT NULL,
    "expected_revision" INTEGER,
    "cause_id" TEXT,
    "opening" JSONB,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "outcome" TEXT,
    "result" JSONB,
    "recorded_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "command_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reminder" (
    "process_id" TEXT NOT NULL,
    "duty_key" TEXT NOT NULL,
    "rung" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "morning" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "digest_id" TEXT,

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("process_id","duty_key","rung","person_id")
);

-- CreateTable
CREATE TABLE "notification" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "morning" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "lines" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),
    "email" TEXT NOT NULL DEFAULT 'waiting',
    "sent_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_log" (
    "id" BIGSERIAL NOT NULL,
    "person_id" TEXT NOT NULL,
    "organisation_id" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "organisation_by_parent" ON "organisation"("parent_id");

-- CreateIndex
CREATE INDEX "organisation_by_level" ON "organisation"("level", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "account_login_key" ON "account"("login");

-- CreateIndex
CREATE INDEX "membership_by_organisation" ON "membership"("organisation_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "membership_person_id_organisation_id_role_key" ON "membership"("person_id", "organisation_id", "role");

-- CreateIndex
CREATE INDEX "session_by_expiry" ON "session"("expires_at");

-- CreateIndex
CREATE INDEX "sign_in_attempt_by_login" ON "sign_in_attempt"("login", "at");

-- CreateIndex
CREATE INDEX "worker_by_employer" ON "worker"("employer_id", "person_id");

-- CreateIndex
CREATE INDEX "process_by_kind" ON "process"("kind", "ended", "id");

-- CreateIndex
CREATE INDEX "process_by_cycle" ON "process"("cycle_id", "kind", "id");

-- CreateIndex
CREATE INDEX "process_by_waiting" ON "process"("waiting_for_id", "ended", "next_due", "id");

-- CreateIndex
CREATE INDEX "process_broken" ON "process"("broken");

-- CreateIndex
CREATE INDEX "process_party_by_organisation" ON "process_party"("organisation_id", "process_id");

-- CreateIndex
CREATE INDEX "event_by_command" ON "event"("command_id");

-- CreateIndex
CREATE INDEX "duty_worklist" ON "duty"("owes_id", "status", "due", "process_id", "key");

-- CreateIndex
CREATE INDEX "duty_sweep" ON "duty"("status", "safe", "process_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "command_sequence_key" ON "command"("sequence");

-- CreateIndex
CREATE INDEX "command_by_process" ON "command"("process_id", "sequence");

-- CreateIndex
CREATE INDEX "command_undelivered" ON "command"("delivered_at", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "command_once_per_key" ON "command"("person_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "reminder_by_person" ON "reminder"("person_id", "morning");

-- CreateIndex
CREATE INDEX "notification_inbox" ON "notification"("person_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "notification_outbox" ON "notification"("email", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "notification_person_id_morning_key" ON "notification"("person_id", "morning");

-- CreateIndex
CREATE INDEX "access_log_by_object" ON "access_log"("object", "object_id", "at");

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_membership_id_fkey" FOREIGN KEY ("membership_id") REFERENCES "membership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "worker" ADD CONSTRAINT "worker_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "process_party" ADD CONSTRAINT "process_party_process_id_fkey" FOREIGN KEY ("process_id") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_process_id_fkey" FOREIGN KEY ("process_id") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "duty" ADD CONSTRAINT "duty_process_id_fkey" FOREIGN KEY ("process_id") REFERENCES "process"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
