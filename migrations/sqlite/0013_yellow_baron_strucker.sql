CREATE TABLE `follow_ups` (
	`workspace` text NOT NULL,
	`id` text NOT NULL,
	`key` text NOT NULL,
	`origin` text NOT NULL,
	`use_case` text,
	`what` text NOT NULL,
	`owner` text NOT NULL,
	`due_on` text NOT NULL,
	`by` text NOT NULL,
	`on` text NOT NULL,
	`closed` text,
	PRIMARY KEY(`workspace`, `id`)
);
