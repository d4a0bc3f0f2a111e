#include "sim/scenario.hpp"

#include <gtest/gtest.h>
#include <filesystem>
#include <fstream>

#include "tests/support/temp_folder.hpp"

namespace sim::scenario_test {

namespace fs = std::filesystem;

/// Files in a folder of their own, named without it in messages.
class ScenarioFiles : public testing::Test {
  protected:
    ScenarioFiles() : before_(fs::current_path()) { fs::current_path(folder_); }
    ~ScenarioFiles() override { fs::current_path(before_); }
    void write(const fs::path& file, const std::string& text) const {
        if (file.has_parent_path())
            fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
    }
    Scenario load(const std::string& file, const std::vector<std::string>& overrides = {}) {
        problems_ = {};
        return Scenario::load(file, overrides, problems_);
    }
    std::string messages() const {
        std::string all;
        for (const Problem& problem : problems_.list())
            all += (all.empty() ? "" : "\n") + problem.text();
        return all;
    }
    std::string messages_of(const std::string& text) {
        write("s.toml", text);
        load("s.toml");
        return messages();
    }
    static std::string written(const Scenario& scenario, const std::string& path) {
        const Entry* entry = scenario.find(path);
        return entry == nullptr ? "(none)" : to_toml(entry->value);
    }

    tests::TempFolder temp_;
    fs::path folder_ = temp_.path();
    fs::path before_;
    Problems problems_;
};

TEST_F(ScenarioFiles, FlattensAndKeepsPlaces) {
    write("s.toml",
          "title = \"T\"\nschema = 1\n[run]\nstart = 2018-01-31\nlength = \"26w\"\n[b.c]\nx = 1.5\ny = [true, [1, "
          "\"a\"]]\n[a]\nin.side = {z = 1}\n");
    const Scenario scenario = load("s.toml");
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(scenario.title(), "T");
    std::string all;
    for (const Entry& entry : scenario.entries())
        all += entry.path + "=" + to_toml(entry.value) + " ";
    EXPECT_EQ(all, "a.in.side.z=1 b.c.x=1.5 b.c.y=[true, [1, \"a\"]] run.length=\"26w\" run.start=2018-01-31 ");
    EXPECT_EQ(scenario.find("run.length")->key_where.text(), "s.toml:5:1");
    EXPECT_EQ(scenario.find("run.length")->value.where.text(), "s.toml:5:10");
    EXPECT_EQ(scenario.find("run.length")->folder, folder_);
    EXPECT_EQ(scenario.folder(), folder_);
}

TEST_F(ScenarioFiles, LaterLayersWinAndListsOfTablesAreJoined) {
    write("base/root.toml",
          "title = \"root\"\ndescription = \"d\"\n[run]\nseed = 1\nlength = \"1w\"\n[[policy]]\nname = \"first\"\n");
    write("base/middle.toml", "extends = \"root.toml\"\n[run]\nseed = 2\n[[policy]]\nname = \"second\"\n");
    write("top.toml", "extends = \"base/middle.toml\"\ntitle = \"top\"\n[run]\nreplicates = 8\n[[policy]]\nname = \"third\"\n");
    const Scenario scenario = load("top.toml", {"run.seed=3", "policy.2.name=2nd", "policy.3.compliance=0.5"});
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(scenario.title(), "top");
    EXPECT_EQ(scenario.description(), "d");
    EXPECT_EQ(written(scenario, "run.seed"), "3");
    EXPECT_EQ(scenario.find("run.seed")->value.where.text(), "--set");
    EXPECT_EQ(written(scenario, "run.length"), "\"1w\"");
    EXPECT_EQ(scenario.find("run.length")->folder, folder_ / "base");
    ASSERT_EQ(scenario.tables("policy").size(), 3U);
    EXPECT_EQ(to_toml(scenario.tables("policy")[0].find("name")->value), "\"first\"");
    EXPECT_EQ(to_toml(scenario.tables("policy")[1].find("name")->value), "\"2nd\"");
    EXPECT_EQ(to_toml(scenario.tables("policy")[2].find("compliance")->value), "0.5");
    EXPECT_EQ(scenario.tables("policy")[2].where.text(), "top.toml:5:1");
    EXPECT_EQ(scenario.table_names(), std::vector<std::string>{"policy"});
    ASSERT_EQ(scenario.layers().size(), 4U);
    EXPECT_EQ(scenario.layers()[0].path, "base/root.toml");
    EXPECT_EQ(scenario.layers()[2].path, "top.toml");
    EXPECT_EQ(scenario.layers()[3].path, "--set");
    EXPECT_EQ(scenario.layers()[3].text, "run.seed=3\npolicy.2.name=2nd\npolicy.3.compliance=0.5\n");
}

TEST_F(ScenarioFiles, AnEmptyListDropsTheTablesBelow) {
    write("base.toml", "[[policy]]\nname = \"first\"\n");
    write("s.toml", "extends = \"base.toml\"\npolicy = []\n");
    EXPECT_TRUE(load("s.toml").tables("policy").empty());
    EXPECT_EQ(load("s.toml").find("policy"), nullptr);
    EXPECT_TRUE(load("base.toml", {"policy=[]"}).tables("policy").empty());
}

TEST_F(ScenarioFiles, OverridesAreTomlOrElseBareWords) {
    write("s.toml", "[a]\nb = 1\n");
    const Scenario scenario = load("s.toml", {"a.b=15s", "a.c=12 USD/h", "a.d=2018-03-05", "a.e=[\"x\"]", "a.f=true", "a.g=k=v",
                                              "a.h=", "a.i=1\nj=2", " a.k = 7"});
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(written(scenario, "a.b"), "\"15s\"");
    EXPECT_EQ(written(scenario, "a.c"), "\"12 USD/h\"");
    EXPECT_EQ(written(scenario, "a.d"), "2018-03-05");
    EXPECT_EQ(written(scenario, "a.e"), "[\"x\"]");
    EXPECT_EQ(written(scenario, "a.f"), "true");
    EXPECT_EQ(written(scenario, "a.g"), "\"k=v\"");
    EXPECT_EQ(written(scenario, "a.h"), "\"\"");
    EXPECT_EQ(written(scenario, "a.i"), "\"1\\nj=2\"");
    EXPECT_EQ(written(scenario, "a.k"), "7");
}

TEST_F(ScenarioFiles, BadOverridesAreProblems) {
    write("s.toml", "[[policy]]\na = 1\n");
    load("s.toml", {"run.seed", "=3", "a..b=1", "extends=x.toml", "policy.2.a=1", "policy.a=1"});
    EXPECT_EQ(messages(),
              "--set: \"run.seed\" is not of the form section.key=value, write for example run.seed=3\n"
              "--set: \"=3\" is not of the form section.key=value, write for example run.seed=3\n"
              "--set: \"a..b=1\" is not of the form section.key=value, write for example run.seed=3\n"
              "--set: \"extends=x.toml\" is not of the form section.key=value, write for example run.seed=3\n"
              "--set: \"policy.2.a\" names no key of the 1 tables [[policy]], write policy.1.key=value for the first\n"
              "--set: \"policy.a\" names no key of the 1 tables [[policy]], write policy.1.key=value for the first");
}

TEST_F(ScenarioFiles, FilesThatCannotBeReadAreProblems) {
    load("none.toml");
    EXPECT_EQ(messages(), "the file \"none.toml\" does not exist");
    load(".");
    EXPECT_EQ(messages(), "\".\" is a folder, name a file");
    EXPECT_EQ(messages_of("\n"), "the file \"s.toml\" is empty");
    EXPECT_EQ(messages_of("# caf\xC3\xA9\na = \"\xFF\"\n"), "s.toml:2:6: these bytes are not UTF-8, save the file as UTF-8");
    EXPECT_EQ(messages_of("\nextends = \"gone.toml\"\n"), "s.toml:2:11: the file \"gone.toml\" does not exist");
    EXPECT_EQ(messages_of("extends = 3\n"),
              "s.toml:1:11: \"extends\" is not the name of a file, write extends = \"baseline.toml\"");
}

TEST_F(ScenarioFiles, CirclesAreShown) {
    EXPECT_EQ(messages_of("extends = \"./s.toml\"\n"), "s.toml:1:11: the files extend each other in a circle: s.toml -> s.toml");
    write("a.toml", "extends = \"sub/b.toml\"\n");
    write("sub/b.toml", "extends = \"c.toml\"\n");
    write("sub/c.toml", "title = \"c\"\nextends = \"b.toml\"\n");
    load("a.toml");
    EXPECT_EQ(messages(), "sub/c.toml:2:11: the files extend each other in a circle: sub/b.toml -> sub/c.toml -> sub/b.toml");
}

TEST_F(ScenarioFiles, DepthHasNoLimit) {
    constexpr int depth = 300;
    write("l0.toml", "[run]\nseed = 7\n");
    for (int i = 1; i <= depth; ++i)
        write("l" + std::to_string(i) + ".toml", "extends = \"l" + std::to_string(i - 1) + ".toml\"\n");
    EXPECT_EQ(written(load("l" + std::to_string(depth) + ".toml"), "run.seed"), "7");
    EXPECT_EQ(messages(), "");
}

TEST_F(ScenarioFiles, SyntaxErrorsHaveLineAndColumn) {
    const std::string syntax = messages_of("[run]\nseed = = 3\n");
    EXPECT_EQ(syntax.find("s.toml:2:8: "), 0U) << syntax;
    const std::string twice = messages_of("a = 1\na = 2\n");
    EXPECT_EQ(twice.find("s.toml:2:"), 0U) << twice;
    for (const char* text : {"a = [,1]\n", "a = '\x01'\n", "a = 2018-02-30\n", "[[a]]\n[a]\n", "a = \"\\uD800\"\n"})
        EXPECT_EQ(messages_of(text).find("s.toml:"), 0U) << text << messages();
}

TEST_F(ScenarioFiles, ContentThatHasNoMeaningIsAProblem) {
    EXPECT_EQ(messages_of("schema = 2\n"),
              "s.toml:1:10: schema 2: the file was written for a newer format (this program reads up to schema 1) use a newer "
              "version of the "
              "program");
    EXPECT_EQ(messages_of("schema = 0\n"), "s.toml:1:10: \"schema\" is not a whole number from 1, write schema = 1");
    EXPECT_EQ(messages_of("title = 3\n"), "s.toml:1:9: \"title\" is not a text, put it in quotes");
    EXPECT_EQ(messages_of("a = 12:00:00\n"),
              "s.toml:1:5: \"a\" holds a time of day, write a date such as 2018-01-01, or a duration such as \"15min\"");
    EXPECT_EQ(messages_of("a = [1, {b = 2}]\n"),
              "s.toml:1:9: \"a\" holds a table among other values, let a list hold tables only, or none");
    EXPECT_EQ(messages_of("[[p]]\n[[p.q]]\nx = 1\n"),
              "s.toml:2:5: \"q\" is a list of tables inside of [[p]], give it a list of its own");
    EXPECT_EQ(messages_of("\"a.b\" = 1\n"), "s.toml:1:1: the key \"a.b\" has other characters than letters, digits, _ and -");
}

TEST_F(ScenarioFiles, ProblemsOfAllLayersComeTogether) {
    write("base.toml", "a = 12:00:00\n");
    EXPECT_EQ(messages_of("extends = \"base.toml\"\ntitle = 1\n"),
              "base.toml:1:5: \"a\" holds a time of day, write a date such as 2018-01-01, or a duration such as \"15min\"\n"
              "s.toml:2:9: \"title\" is not a text, put it in quotes");
    write("base.toml", "a = \n");
    messages_of("extends = \"base.toml\"\ntitle = 1\n");
    ASSERT_EQ(problems_.list().size(), 2U);
    EXPECT_EQ(problems_.list()[0].where.file, "base.toml");
    EXPECT_EQ(problems_.list()[1].where.file, "s.toml");
}

TEST_F(ScenarioFiles, ATextInMemoryExtendsFilesOfItsFolder) {
    write("base.toml", "[run]\nseed = 5\n");
    const Scenario scenario = Scenario::from_text("extends = \"base.toml\"\n", "stored", folder_, {}, problems_);
    EXPECT_EQ(messages(), "");
    EXPECT_EQ(written(scenario, "run.seed"), "5");
    EXPECT_EQ(scenario.layers().back().path, "stored");
}

}  // namespace sim::scenario_test
