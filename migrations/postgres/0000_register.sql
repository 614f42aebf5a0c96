CREATE TABLE "agenda" (
	"workspace" text NOT NULL,
	"due_at" bigint NOT NULL,
	"send_at" bigint NOT NULL,
	"parked" text,
	CONSTRAINT "agenda_workspace_pk" PRIMARY KEY("workspace")
);
--> statement-breakpoint
CREATE TABLE "asks" (
	"workspace" text NOT NULL,
	"message" text NOT NULL,
	"position" bigint NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"person" text NOT NULL,
	"asked_on" text NOT NULL,
	"asked_at" bigint NOT NULL,
	"outcome" text NOT NULL,
	"outcome_at" bigint,
	"until" text,
	"words" text,
	CONSTRAINT "asks_workspace_message_position_pk" PRIMARY KEY("workspace","message","position")
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"workspace" text NOT NULL,
	"seq" bigint NOT NULL,
	"at" bigint NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"entity" text NOT NULL,
	"id" text NOT NULL,
	"use_case" text,
	"before" jsonb,
	"after" jsonb,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "changes_workspace_seq_pk" PRIMARY KEY("workspace","seq")
);
--> statement-breakpoint
CREATE TABLE "check_ins" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"use_case" text NOT NULL,
	"week" text NOT NULL,
	"intended" bigint NOT NULL,
	"daily" bigint NOT NULL,
	"weekly" bigint NOT NULL,
	"not_at_all" bigint NOT NULL,
	"result" text NOT NULL,
	"by" text NOT NULL,
	"on" text NOT NULL,
	CONSTRAINT "check_ins_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"key" text NOT NULL,
	"category" text NOT NULL,
	"status" text NOT NULL,
	"choice" text NOT NULL,
	"vendor" text,
	"details" jsonb,
	"rationale" text NOT NULL,
	"alternatives" text NOT NULL,
	"link" text,
	"proposed_on" text NOT NULL,
	"proposed_by" text NOT NULL,
	"decided_on" text,
	"decided_by" text,
	"superseded_by" text,
	"withdrawn" jsonb,
	CONSTRAINT "decisions_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"workspace" text NOT NULL,
	"key" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "deliveries_workspace_key_pk" PRIMARY KEY("workspace","key")
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"channel" text NOT NULL,
	"weekday" bigint NOT NULL,
	"time" text NOT NULL,
	"time_zone" text NOT NULL,
	"chosen_by" text NOT NULL,
	"chosen_at" bigint NOT NULL,
	"stopped" jsonb,
	CONSTRAINT "digests_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "evaluations" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"key" text NOT NULL,
	"category" text,
	"use_case" text,
	"tools" jsonb NOT NULL,
	"opened_by" text NOT NULL,
	"opened_on" text NOT NULL,
	"decide_by" text NOT NULL,
	"closed" jsonb,
	CONSTRAINT "evaluations_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"use_case" text NOT NULL,
	"details" jsonb NOT NULL,
	"confirmed_by" text NOT NULL,
	"confirmed_at" bigint NOT NULL,
	"confirmed_on" text NOT NULL,
	CONSTRAINT "evidence_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "holidays" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"day" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text,
	CONSTRAINT "holidays_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "intake_tokens" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"use_case" text NOT NULL,
	"hash" text NOT NULL,
	"issued_on" text NOT NULL,
	"issued_by" text NOT NULL,
	CONSTRAINT "intake_tokens_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"recipient" text NOT NULL,
	"day" text NOT NULL,
	"planned_at" bigint NOT NULL,
	"status" text NOT NULL,
	"ready_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"doubt_since" bigint,
	"tries" bigint NOT NULL,
	"channel" text,
	"ts" text,
	"sent_at" bigint,
	"seen_at" bigint,
	"text" text,
	"reason" text,
	"redraw_at" bigint,
	CONSTRAINT "messages_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "mutes" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"person" text NOT NULL,
	"kind" text NOT NULL,
	"on" text NOT NULL,
	CONSTRAINT "mutes_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "operators" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"person" text NOT NULL,
	"named_on" text NOT NULL,
	"named_by" text NOT NULL,
	"accepted" jsonb NOT NULL,
	CONSTRAINT "operators_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"active" boolean NOT NULL,
	"time_zone" text,
	CONSTRAINT "people_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "pulses" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"use_case" text NOT NULL,
	"week" text NOT NULL,
	"answers" bigint NOT NULL,
	"sum" bigint NOT NULL,
	"answered" jsonb NOT NULL,
	CONSTRAINT "pulses_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"quarter" text NOT NULL,
	"held_on" text NOT NULL,
	"attendees" jsonb NOT NULL,
	"outcome" text NOT NULL,
	"by" text NOT NULL,
	"on" text NOT NULL,
	CONSTRAINT "reviews_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "roi" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"use_case" text NOT NULL,
	"phase" text NOT NULL,
	"inputs" jsonb NOT NULL,
	"measured" jsonb NOT NULL,
	"quoted" jsonb NOT NULL,
	"overhead_percent" double precision NOT NULL,
	"by" text NOT NULL,
	"on" text NOT NULL,
	CONSTRAINT "roi_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "rollout_plans" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"use_case" text NOT NULL,
	"session_on" text,
	"session_attendees" bigint NOT NULL,
	"optional_until" text,
	"fear_addressed_at" text NOT NULL,
	"ai_does" text NOT NULL,
	"people_do" text NOT NULL,
	"adoption_measured_by" text NOT NULL,
	CONSTRAINT "rollout_plans_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"time_zone" text NOT NULL,
	"leads" jsonb NOT NULL,
	"reading" text NOT NULL,
	"currency" text NOT NULL,
	"working_days" jsonb NOT NULL,
	"opened_on" text,
	CONSTRAINT "settings_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "use_cases" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"purpose" text NOT NULL,
	"team" text NOT NULL,
	"owner" text NOT NULL,
	"members" jsonb NOT NULL,
	"intended_users" bigint NOT NULL,
	"data" jsonb NOT NULL,
	"autonomy" text NOT NULL,
	"retrieval" boolean NOT NULL,
	"vendors" jsonb NOT NULL,
	"stack" jsonb NOT NULL,
	"go_live_planned_on" text,
	"last_reviewed_on" text,
	"why_new" text,
	"life" jsonb NOT NULL,
	CONSTRAINT "use_cases_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "vendors" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"dpa" jsonb,
	CONSTRAINT "vendors_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "waivers" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"key" text NOT NULL,
	"use_case" text NOT NULL,
	"subject" jsonb NOT NULL,
	"reason" text NOT NULL,
	"approved_by" text NOT NULL,
	"from" text NOT NULL,
	"until" text NOT NULL,
	CONSTRAINT "waivers_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE INDEX "agenda_by_due" ON "agenda" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "asks_by_outcome" ON "asks" USING btree ("workspace","outcome");--> statement-breakpoint
CREATE INDEX "asks_by_time" ON "asks" USING btree ("workspace","asked_at");--> statement-breakpoint
CREATE INDEX "changes_by_use_case" ON "changes" USING btree ("workspace","use_case","seq");--> statement-breakpoint
CREATE INDEX "changes_by_at" ON "changes" USING btree ("workspace","at");--> statement-breakpoint
CREATE INDEX "deliveries_by_at" ON "deliveries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "messages_ready" ON "messages" USING btree ("status","workspace","ready_at");--> statement-breakpoint
CREATE INDEX "messages_stale" ON "messages" USING btree ("status","redraw_at");--> statement-breakpoint
CREATE INDEX "messages_by_time" ON "messages" USING btree ("workspace","planned_at");--> statement-breakpoint
CREATE INDEX "messages_by_place" ON "messages" USING btree ("workspace","ts");--> statement-breakpoint
CREATE INDEX "messages_by_recipient" ON "messages" USING btree ("workspace","recipient","planned_at");