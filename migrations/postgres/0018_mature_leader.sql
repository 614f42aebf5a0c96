CREATE TABLE "review_meetings" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"quarter" text NOT NULL,
	"day" text NOT NULL,
	"time" text NOT NULL,
	"time_zone" text NOT NULL,
	"attendees" jsonb NOT NULL,
	"sequence" bigint NOT NULL,
	"agenda" jsonb NOT NULL,
	"cancelled" jsonb,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "review_meetings_workspace_id_pk" PRIMARY KEY("workspace","id")
);
