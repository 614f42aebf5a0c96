CREATE TABLE "stream_entries" (
	"workspace" text NOT NULL,
	"stream" text NOT NULL,
	"position" bigint NOT NULL,
	"key" text NOT NULL,
	"at" bigint NOT NULL,
	"recorded_at" bigint NOT NULL,
	"body" jsonb,
	"removal" jsonb,
	"hash" text,
	CONSTRAINT "stream_entries_workspace_stream_position_pk" PRIMARY KEY("workspace","stream","position")
);
--> statement-breakpoint
CREATE TABLE "stream_heads" (
	"workspace" text NOT NULL,
	"stream" text NOT NULL,
	"chained" boolean NOT NULL,
	"position" bigint NOT NULL,
	"recorded_at" bigint NOT NULL,
	"hash" text,
	"removed_up_to" bigint NOT NULL,
	"removed_hash" text,
	CONSTRAINT "stream_heads_workspace_stream_pk" PRIMARY KEY("workspace","stream")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "stream_entries_by_key" ON "stream_entries" USING btree ("workspace","stream","key");--> statement-breakpoint
CREATE INDEX "stream_entries_by_at" ON "stream_entries" USING btree ("workspace","stream","at");