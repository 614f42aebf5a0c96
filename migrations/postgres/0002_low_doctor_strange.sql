CREATE TABLE "clock" (
	"id" text PRIMARY KEY NOT NULL,
	"ticked_at" bigint NOT NULL
);
