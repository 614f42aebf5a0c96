CREATE TABLE "incidents" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"key" text NOT NULL,
	"use_case" text NOT NULL,
	"kind" text NOT NULL,
	"severity" text NOT NULL,
	"what" text NOT NULL,
	"link" text,
	"since" bigint NOT NULL,
	"model" text,
	"opened_by" text NOT NULL,
	"opened_at" bigint NOT NULL,
	"opened_on" text NOT NULL,
	"call_order" jsonb NOT NULL,
	"sla_hours" double precision,
	"calls" jsonb NOT NULL,
	"acknowledged" jsonb,
	"contained" text NOT NULL,
	"timeline" jsonb NOT NULL,
	"mitigated" jsonb,
	"resolved" jsonb,
	CONSTRAINT "incidents_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "incident_settings" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"channel" text,
	"refused" jsonb,
	"privacy_contact" text,
	CONSTRAINT "incident_settings_workspace_id_pk" PRIMARY KEY("workspace","id")
);
