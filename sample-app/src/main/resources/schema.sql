create table if not exists orders (
	id bigint generated always as identity primary key,
	item varchar(100) not null,
	quantity int not null check (quantity > 0)
);

create table if not exists service_run (
	id bigint generated always as identity primary key,
	started_at timestamp not null,
	stopped_at timestamp,
	orders_taken bigint
);
