# For the tests of upgrades: a release whose migration does half of its work and then fails.
# shellcheck shell=bash disable=SC2154 # folder and source_tree are of those that source this
# fails_to_migrate RELEASE
fails_to_migrate() {
    local jar jdk
    jdk=$("$source_tree/build/jdk")
    mkdir "$folder/changes"
    for jar in "$1"/*/lib/sallyport-core-settings-*.jar; do
        [ -e "$folder/changes/db/settings.sql" ] || (cd "$folder/changes" && "$jdk/bin/jar" --extract --file "$jar" db/settings.sql)
    done
    cat >>"$folder/changes/db/settings.sql" <<'END'

--changeset test:half
update settings_revision set comment = 'half migrated';
create table half_migrated (id text);

--changeset test:fails
alter table no_such_table add column x text;
END
    for jar in "$1"/*/lib/sallyport-core-settings-*.jar; do
        # Others may be hard links to the same file.
        cp --remove-destination "$jar" "$folder/changed.jar"
        "$jdk/bin/jar" --update --file "$folder/changed.jar" -C "$folder/changes" db/settings.sql
        cp --remove-destination "$folder/changed.jar" "$jar"
    done
    rm -r "$folder/changes" "$folder/changed.jar"
}
