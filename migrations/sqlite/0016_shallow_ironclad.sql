CREATE TABLE `tool_requests` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`tool` text NOT NULL,
	`vendor` text NOT NULL,
	`kind` text NOT NULL,
	`purpose` text NOT NULL,
	`data` text NOT NULL,
	`for_whom` text NOT NULL,
	`link` text,
	`what_changed` text,
	`askers` text NOT NULL,
	`decision` text,
	`withdrawn` text,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `approved_tools` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`name` text NOT NULL,
	`vendor` text NOT NULL,
	`kind` text NOT NULL,
	`conditions` text NOT NULL,
	`data` text NOT NULL,
	`request` text NOT NULL,
	`approved_on` text NOT NULL,
	`approved_by` text NOT NULL,
	`reviewed_on` text,
	`reviewed_by` text,
	`next_review_on` text NOT NULL,
	`withdrawn` text,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `data_rules` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`rulings` text NOT NULL,
	`by` text NOT NULL,
	`on` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
--> statement-breakpoint
CREATE TABLE `tool_reviewers` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`person` text NOT NULL,
	`named_by` text NOT NULL,
	`named_on` text NOT NULL,
	PRIMARY KEY(`workspace`, `id`)
);
